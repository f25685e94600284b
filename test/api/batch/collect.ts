import type {BatchOutcome, ConversionOrder} from 'awin-sdk';
import {order} from '../calls.ts';

/** Reads a batch to its end. */
export const collect = async <Item, Result>(
	batch: AsyncIterable<BatchOutcome<Item, Result>>,
): Promise<BatchOutcome<Item, Result>[]> => {
	const outcomes: BatchOutcome<Item, Result>[] = [];
	for await (const outcome of batch) outcomes.push(outcome);
	return outcomes;
};

/** Orders with references of their own. */
export const ordersOf = (count: number, start = 0): ConversionOrder[] =>
	Array.from({length: count}, (_, index) => ({...order, orderReference: `R-${start + index}`}));

/** The references of orders. */
export const referencesOf = (orders: readonly ConversionOrder[]): string[] =>
	orders.map(({orderReference}) => orderReference);
