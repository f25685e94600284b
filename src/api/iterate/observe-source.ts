import type {AnyResult} from '../../result/unwrap.ts';
import {isRecord} from '../read/read.ts';
import type {IterateContext} from './context.ts';
import type {Source} from './source.ts';

/** What a part is sent as, if it is a span of time. */
const datesOf = (window: unknown): {startDate: string; endDate: string} | undefined => {
	if (!isRecord(window)) return undefined;
	const {startDate, endDate} = window;
	return typeof startDate === 'string' && typeof endDate === 'string'
		? {startDate, endDate}
		: undefined;
};

/**
 * Tells the observers of the client when an iteration begins a window, and when it has read a page.
 *
 * @param iterator - The name of the method, such as `publisher.offers.iterate`.
 */
export const observeSource = <Item, Result extends AnyResult, Window>(
	source: Source<Item, Result, Window>,
	iterator: string,
	{emitter, now}: Pick<IterateContext, 'emitter' | 'now'>,
): Source<Item, Result, Window> => ({
	...source,
	ask: async (part, number, signal) => {
		const dates = number === 1 ? datesOf(source.parts.windowOf(part)) : undefined;
		if (dates !== undefined) emitter.emit({type: 'window', at: now(), iterator, ...dates});
		const answer = await source.ask(part, number, signal);
		const {rows = [], result} = answer;
		const {kind} = result;
		emitter.emit({type: 'page', at: now(), iterator, number, items: rows.length, kind});
		return answer;
	},
});
