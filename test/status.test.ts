import {describe, expect, it} from 'vitest';
import {
	asUndocumented,
	isErrorStatus,
	isRetriedStatus,
	isStatus,
	kindOf,
	statuses,
	statusOf,
	statusTable,
} from '../src/status.ts';

describe('the table of codes', () => {
	it('has the fifteen codes of Awin, and three that were seen in the field', () => {
		const marked = (documented: boolean) =>
			statuses.filter((status) => statusTable[status].documented === documented);
		expect(marked(true)).toEqual([
			200, 201, 202, 204, 304, 400, 401, 403, 404, 409, 422, 500, 502, 503, 504,
		]);
		expect(marked(false)).toEqual([206, 406, 429]);
	});

	it('has a kind of its own for every code', () => {
		const kinds = statuses.map((status) => statusTable[status].kind);
		expect(new Set(kinds).size).toBe(statuses.length);
	});

	it('holds for a success what is below 400, and for a failure the rest', () => {
		expect(statuses.filter((status) => statusTable[status].ok)).toEqual(
			statuses.filter((status) => status < 400),
		);
		expect(statuses.filter(isErrorStatus)).toEqual(statuses.filter((status) => status >= 400));
	});

	it('repeats 429, 502, 503 and 504, and not 500', () => {
		expect(statuses.filter(isRetriedStatus)).toEqual([429, 502, 503, 504]);
		expect(isRetriedStatus(507)).toBe(false);
	});

	it.each(statuses.filter(isErrorStatus))('gives %i a hint of one sentence', (status) => {
		expect(statusTable[status].hint).toMatch(/^[A-Z].*[^.]\.$/);
	});

	it.each(statuses)('reads %i both ways', (status) => {
		const kind = kindOf(status);
		expect(kind).toBe(statusTable[status].kind);
		expect(Reflect.get(statusOf, String(kind))).toBe(status);
	});

	it.each([0, 100, 203, 205, 299, 305, 418, 499, 599, 999, -1, 200.5, Number.NaN])(
		'leaves %d out',
		(status) => {
			expect(isStatus(status)).toBe(false);
			expect(isErrorStatus(status)).toBe(false);
			expect(kindOf(status)).toBeUndefined();
			expect(asUndocumented(status)).toBe(status);
		},
	);
});
