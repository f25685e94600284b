import {invokeCallback} from '../../pipeline/callback.ts';
import type {AnyResult} from '../../result/unwrap.ts';
import {type QuotaView, quotaWaitOf} from './quota-wait.ts';
import type {Step} from './read-steps.ts';
import type {Part, Source} from './source.ts';
import type {IterateOptions} from './types.ts';

/** The parts of a question from a position on. */
export const partsFrom = <Item, Result extends AnyResult, Window>(
	{parts}: Source<Item, Result, Window>,
	start: number,
): Part[] => {
	const list: Part[] = [];
	for (let part = parts.first(start); part !== undefined; part = parts.first(part.to)) {
		list.push(part);
	}
	return list;
};

/** Tells the caller how far an iteration is. */
export type Progress<Item, Result, Window> = {
	readonly start: (at: number) => void;
	readonly add: (step: Step<Item, Result, Window>) => void;
};

/** Creates what calls `onProgress`. */
export const createProgress = <Item, Result extends AnyResult, Window>(
	source: Source<Item, Result, Window>,
	onProgress: IterateOptions['onProgress'],
	quota: () => QuotaView | undefined,
): Progress<Item, Result, Window> => {
	let windowsDone = 0;
	let items = 0;
	const tell = ({parts, pages, from}: Step<Item, Result, Window>['left']) => {
		if (onProgress === undefined) return;
		const left = parts + partsFrom(source, from).length;
		const callsLeft = left * source.callsPerPart + pages;
		invokeCallback('onProgress', onProgress, {
			windows: windowsDone + left,
			windowsDone,
			items,
			callsLeft,
			waitMs: quotaWaitOf(Math.min(1, callsLeft), quota()),
		});
	};
	return {
		start: (from) => tell({parts: 0, pages: 0, from}),
		add: ({page, endsPart, left}) => {
			if (!page.result.ok) return;
			items += page.items.length;
			if (endsPart) windowsDone += 1;
			tell(left);
		},
	};
};
