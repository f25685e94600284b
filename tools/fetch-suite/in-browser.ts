/* Runs the suite on a page, which the driver of the browser asks for with `runSuite`. */
import {cases} from './cases/index.ts';
import {nameOf} from './outcome.ts';
import {runCases, type Origins, type SuiteResults} from './run-cases.ts';

const unhandled: string[] = [];
addEventListener('unhandledrejection', ({reason}) => unhandled.push(nameOf(reason)));

/* A browser opens at most six connections to an origin, and some cases wait for ever. */
const atOnce = 2;

const runSuite = async (origins: Origins, part: string): Promise<SuiteResults> => {
	const chosen = cases.filter(
		({subject, title, inBrowser = true}) => inBrowser && `${subject}: ${title}`.includes(part),
	);
	/* Another server would be another origin than that of the page. */
	const ofPage = {...origins, quiet: origins.origin};
	return {cases: await runCases(chosen, ofPage, atOnce), unhandled};
};

Object.assign(globalThis, {runSuite});
