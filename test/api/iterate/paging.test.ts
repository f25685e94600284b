import {describe, expect, it} from 'vitest';
import {
	afterPage,
	countOf,
	firstPage,
	hasMore,
	isIncomplete,
	lastPageOf,
	type PageTotals,
} from '../../../src/api/iterate/paging.ts';

type Page = readonly [rows: number, total?: number | undefined];

/** Reads pages of 10 rows until they end. Pages that are not listed are empty and say nothing. */
const read = (...pages: readonly Page[]) => {
	let paging = firstPage;
	do {
		const [rows, total] = pages[paging.page - 1] ?? [0];
		const totals: PageTotals = {total, lastPage: lastPageOf(total, 10)};
		paging = afterPage(paging, rows, totals);
	} while (hasMore(paging));
	return {asked: paging.page - 1, received: paging.received, incomplete: isIncomplete(paging)};
};

describe('the pages of a list', () => {
	it('end with the last one by the total', () => {
		expect(read([10, 25], [10, 25], [5, 25])).toEqual({asked: 3, received: 25, incomplete: false});
		expect(read([0, 0])).toEqual({asked: 1, received: 0, incomplete: false});
		expect(read([10, 20], [10, 20])).toEqual({asked: 2, received: 20, incomplete: false});
	});

	it('go on after a page that is short or empty, and are incomplete if rows do not come later', () => {
		expect(read([4, 25], [10, 25], [5, 25])).toEqual({asked: 5, received: 19, incomplete: true});
		expect(read([10, 25], [0, 25], [5, 25])).toEqual({asked: 5, received: 15, incomplete: true});
		expect(read([10, 25], [0, 0], [5, 25])).toEqual({asked: 5, received: 15, incomplete: true});
		expect(read([0, 25], [10, 25], [5, 25])).toEqual({asked: 5, received: 15, incomplete: true});
		expect(read([10, 15], [0, 0])).toEqual({asked: 3, received: 10, incomplete: true});
	});

	it('go on after the last page by the total, if rows are missing', () => {
		expect(read([4, 25], [10, 25], [0, 25], [6, 25], [5, 25])).toEqual({
			asked: 5,
			received: 25,
			incomplete: false,
		});
		expect(read([4, 14], [0], [10, 14])).toEqual({asked: 3, received: 14, incomplete: false});
	});

	it('follow a total that grows or shrinks while they are read', () => {
		expect(read([10, 19], [10, 21], [1, 21])).toEqual({asked: 3, received: 21, incomplete: false});
		expect(read([10, 21], [10, 20])).toEqual({asked: 2, received: 20, incomplete: false});
	});

	it('end after ten empty pages in a row, however many there should be', () => {
		expect(read([10, 1_000_000])).toEqual({asked: 11, received: 10, incomplete: true});
	});

	it('end after two empty pages in a row if nothing says where they end', () => {
		expect(read([10], [0], [10], [0], [0])).toEqual({asked: 5, received: 20, incomplete: false});
		expect(read()).toEqual({asked: 2, received: 0, incomplete: false});
	});

	it('end with the last one if only that is known, or with the total if only that is', () => {
		const onlyLast = afterPage(firstPage, 10, {total: undefined, lastPage: 2});
		expect(hasMore(onlyLast)).toBe(true);
		expect(hasMore(afterPage(onlyLast, 10, {total: undefined, lastPage: 2}))).toBe(false);
		const onlyTotal = afterPage(firstPage, 10, {total: 15, lastPage: undefined});
		expect(hasMore(onlyTotal)).toBe(true);
		expect(hasMore(afterPage(onlyTotal, 5, {total: 15, lastPage: undefined}))).toBe(false);
	});
});

describe('a number of rows', () => {
	it.each([
		[12, 12],
		['12', 12],
		[0, 0],
		[-1, undefined],
		[1.5, undefined],
		['many', undefined],
		[null, undefined],
		[1e300, undefined],
	])('of %j is %j', (value, count) => {
		expect(countOf(value)).toBe(count);
	});

	it('makes a number of pages, if the size is known', () => {
		expect(lastPageOf(21, 10)).toBe(3);
		expect(lastPageOf(21, '10')).toBe(3);
		expect(lastPageOf(21, 0)).toBeUndefined();
		expect(lastPageOf(21, undefined)).toBeUndefined();
		expect(lastPageOf(undefined, 10)).toBeUndefined();
	});
});
