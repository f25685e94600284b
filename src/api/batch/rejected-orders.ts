import type {AnyResult} from '../../result/unwrap.ts';
import type {ConversionOrder} from '../advertiser/conversions.ts';
import {isRecord} from '../read/read.ts';
import {openEnvelope} from '../read/roots.ts';

const lists = ['successfulOrders', 'pendingOrders', 'failedOrders'] as const;

type Report = Readonly<Record<string, unknown>>;

/* A body that has one of the lists. */
const reportIn = (body: unknown): Report | undefined => {
	const root = openEnvelope(body);
	return isRecord(root) && lists.some((list) => Array.isArray(root[list])) ? root : undefined;
};

/* Not `String` of anything: an object of JSON can have a `toString` that is no function. */
const referenceOf = (row: unknown): unknown => {
	const own = isRecord(row) ? row : {};
	const order = isRecord(own['order']) ? own['order'] : own;
	const reference = order['orderReference'];
	return typeof reference === 'number' ? String(reference) : reference;
};

/* The references of a list. What has another form names no order that was sent. */
const referencesIn = (report: Report, list: (typeof lists)[number]): readonly unknown[] => {
	const rows = report[list];
	return Array.isArray(rows) ? rows.map(referenceOf) : [];
};

/* How often a list has a reference. */
const countIn = (references: readonly unknown[]): ((reference: unknown) => number) => {
	const counts = new Map<unknown, number>();
	const count = (reference: unknown): number => counts.get(reference) ?? 0;
	for (const reference of references) counts.set(reference, count(reference) + 1);
	return count;
};

/*
 * The orders that a report says were rejected. Of orders with the same reference, a report does not say which one it
 * means: they count only if it names the reference as often as it was sent, and nowhere as accepted.
 */
const rejectedIn = (
	sent: readonly ConversionOrder[],
	report: Report,
): readonly ConversionOrder[] => {
	const sentCount = countIn(sent.map(({orderReference}) => orderReference));
	const rejectedCount = countIn(referencesIn(report, 'failedOrders'));
	const accepted = new Set([
		...referencesIn(report, 'successfulOrders'),
		...referencesIn(report, 'pendingOrders'),
	]);
	return sent.filter(
		({orderReference: reference}) =>
			rejectedCount(reference) >= sentCount(reference) && !accepted.has(reference),
	);
};

/* Whether the body of an error came in full: one that was cut off may have been a report that accepts orders. */
const isComplete = (body: unknown, headers: Headers): boolean => {
	if (typeof body === 'string') return !/^\s*[[{]/.test(body);
	/* Of a body that breaks nothing is left, so that it looks like an empty one. */
	if (body !== undefined || !headers.has('content-type')) return true;
	return headers.get('content-length') === '0';
};

/**
 * The orders of a call that were certainly not applied: those that the report of Awin names as rejected, or all of them
 * if the call was rejected as a whole, without a report. A report says nothing about an order that it does not name.
 */
export const notAppliedOrders = (
	sent: readonly ConversionOrder[],
	result: AnyResult,
): readonly ConversionOrder[] => {
	const {error, meta} = result;
	if (error !== undefined && error.applied !== 'no') return [];
	const report = reportIn(error === undefined ? result.data : error.body);
	if (report !== undefined) return rejectedIn(sent, report);
	return error !== undefined && isComplete(error.body, meta.headers) ? sent : [];
};
