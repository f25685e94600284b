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
	it('has the fifteen codes that Awin documents and three that it does not', () => {
		const marked = (documented: boolean) =>
			statuses.filter((status) => statusTable[status].documented === documented);
		expect(marked(true)).toEqual([
			200, 201, 202, 204, 304, 400, 401, 403, 404, 409, 422, 500, 502, 503, 504,
		]);
		expect(marked(false)).toEqual([206, 406, 429]);
	});

	it('has a different kind for every code', () => {
		const kinds = statuses.map((status) => statusTable[status].kind);
		expect(new Set(kinds).size).toBe(statuses.length);
	});

	it('treats codes below 400 as success and the others as failure', () => {
		expect(statuses.filter((status) => statusTable[status].ok)).toEqual(
			statuses.filter((status) => status < 400),
		);
		expect(statuses.filter(isErrorStatus)).toEqual(statuses.filter((status) => status >= 400));
	});

	it('retries 429, 502, 503 and 504, but not 500', () => {
		expect(statuses.filter(isRetriedStatus)).toEqual([429, 502, 503, 504]);
		expect(isRetriedStatus(507)).toBe(false);
	});

	it.each(statuses.filter(isErrorStatus))('has a hint for %i', (status) => {
		expect(statusTable[status].hint).toMatch(/^[A-Z].*[^.]\.$/);
	});

	it.each(statuses)('maps %i to its kind and back', (status) => {
		const kind = kindOf(status);
		expect(kind).toBe(statusTable[status].kind);
		expect(Reflect.get(statusOf, String(kind))).toBe(status);
	});

	it.each([0, 100, 203, 205, 299, 305, 418, 499, 599, 999, -1, 200.5, Number.NaN])(
		'does not contain %d',
		(status) => {
			expect(isStatus(status)).toBe(false);
			expect(isErrorStatus(status)).toBe(false);
			expect(kindOf(status)).toBeUndefined();
			expect(asUndocumented(status)).toBe(status);
		},
	);
});
