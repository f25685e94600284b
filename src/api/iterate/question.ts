import {readOptions} from '../../errors/invalid-option.ts';
import {prepare} from '../prepare.ts';
import {checkTimezone, type Timezone} from '../time/zones.ts';
import type {IterateContext} from './context.ts';

/** How the parameters of a method differ from those of the endpoint that it calls. */
export type QuestionForm = {
	/** The last part of its name, such as `iterate`. */
	readonly verb: string;
	/** The names of its own parameters. */
	readonly own: readonly string[];
	/** The parameters of the endpoint that it sets itself. */
	readonly sets: readonly string[];
	/** The `dateType` of a call without one, so that leaving it out is the same question. */
	readonly dateType: string;
};

/** The parameters of a question about a span of time. */
export type Question<Params> = {
	readonly params: Params;
	readonly timezone: Timezone;
	/** The name of the method, such as `publisher.transactions.iterate`. */
	readonly method: string;
	/** The method, the account and the parameters as they are sent, except the span. */
	readonly identity: {readonly [name: string]: unknown};
};

/** A span that every declaration accepts, to check the other parameters. */
const anyDates = {startDate: '2000-01-01T00:00:00', endDate: '2000-01-01T00:00:00'};

/**
 * Checks the parameters of a question about a span of time, except the span, as a call does.
 *
 * @throws TypeError if a parameter is unknown or not accepted.
 */
export const readQuestion = <Params extends object>(
	{declaration, fixed}: IterateContext,
	params: Params,
	{verb, own, sets, dateType}: QuestionForm,
): Question<Params> => {
	const method = declaration.name.replace(/list$/, verb);
	const ofEndpoint = Object.keys(declaration.params).filter((name) => !sets.includes(name));
	const names = {option: 'params', where: `\`${method}\``, accepted: 'a plain object'};
	const read = readOptions(params, [...own, ...ofEndpoint], names);
	const sent = new Map<string, unknown>(Object.entries(read));
	const timezone = checkTimezone(sent.get('timezone') ?? 'UTC');
	for (const name of own) sent.delete(name);
	sent.set('dateType', sent.get('dateType') ?? dateType);
	const {query} = prepare(declaration, fixed, {...Object.fromEntries(sent), ...anyDates});
	return {params: read, timezone, method, identity: {method, fixed, query}};
};
