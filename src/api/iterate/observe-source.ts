import type {AnyResult} from '../../result/unwrap.ts';
import type {IterateContext} from './context.ts';
import type {Source} from './source.ts';
import type {IterationWindow} from './types.ts';

/**
 * Tells the observers of the client when an iteration begins a window, and when it has read a page.
 *
 * @param iterator - The name of the method, such as `publisher.offers.iterate`.
 */
export const observeSource = <
	Item,
	Result extends AnyResult,
	Window extends IterationWindow | undefined,
>(
	source: Source<Item, Result, Window>,
	iterator: string,
	{emitter, now}: Pick<IterateContext, 'emitter' | 'now'>,
): Source<Item, Result, Window> => ({
	...source,
	ask: async (part, number, signal) => {
		const window = source.parts.windowOf(part);
		if (number === 1 && window !== undefined) {
			const {startDate, endDate} = window;
			emitter.emit({type: 'window', at: now(), iterator, startDate, endDate});
		}
		const answer = await source.ask(part, number, signal);
		const {rows = [], result} = answer;
		const {kind} = result;
		emitter.emit({type: 'page', at: now(), iterator, number, items: rows.length, kind});
		return answer;
	},
});
