import {inChild} from './child.js';
import {inRounds, timeOf} from './rounds.js';

/** The modules that each subject imports. */
const subjects = {
	'awin-sdk': ['../dist/src/index.js'],
	'its dependencies alone': ['ky', 'p-retry', 'lru.min'],
	ky: ['ky'],
	'ky + p-retry': ['ky', 'p-retry'],
	ofetch: ['ofetch'],
	'axios + axios-retry': ['axios', 'axios-retry'],
	undici: ['undici'],
	got: ['got'],
};

/** The time of a first import in microseconds, each in a separate process. */
export const importTime = ({rounds}) =>
	inRounds(
		Object.entries(subjects).map(([name, files]) => ({
			name,
			call: () => inChild('import-time.js', files),
		})),
		{rounds, calls: 1, work: (call) => call, cost: (work) => work()},
	);

if (process.argv[1] === import.meta.filename) {
	const cost = await timeOf(async () => {
		for (const file of process.argv.slice(2)) await import(file);
	});
	process.send(cost);
}
