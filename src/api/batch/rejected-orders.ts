import type {AnyResult} from '../../result/unwrap.ts';
import type {ConversionOrder} from '../advertiser/conversions.ts';
import {isRecord} from '../read/read.ts';
import {openEnvelope} from '../read/roots.ts';

/* The references of a list of a report. What is in another form names no order that was sent. */
const referencesIn = (report: unknown, list: string): readonly string[] => {
	const root = openEnvelope(report);
	const rows: unknown = isRecord(root) ? root[list] : undefined;
	if (!Array.isArray(rows)) return [];
	return rows.map((row: unknown) => {
		const own = isRecord(row) ? row : {};
		const order = isRecord(own['order']) ? own['order'] : own;
		return String(order['orderReference']);
	});
};

/* How often a list has a reference. */
const countIn = (references: readonly string[]): ((reference: string) => number) => {
	const counts = new Map<string, number>();
	const count = (reference: string): number => counts.get(reference) ?? 0;
	for (const reference of references) counts.set(reference, count(reference) + 1);
	return count;
};

/*
 * The orders that a report says were rejected. Of orders with the same reference, a report does not say which one it
 * means: they count only if it names the reference as often as it was sent, and nowhere as accepted.
 */
const rejectedIn = (
	sent: readonly ConversionOrder[],
	report: unknown,
): readonly ConversionOrder[] => {
	const sentCount = countIn(sent.map(({orderReference}) => orderReference));
	const rejectedCount = countIn(referencesIn(report, 'failedOrders'));
	const accepted = new Set(
		['successfulOrders', 'pendingOrders'].flatMap((list) => referencesIn(report, list)),
	);
	return sent.filter(
		({orderReference: reference}) =>
			rejectedCount(reference) >= sentCount(reference) && !accepted.has(reference),
	);
};

const lists = ['successfulOrders', 'pendingOrders', 'failedOrders'] as const;

/**
 * The orders of a call that were certainly not applied: those that Awin names as rejected, or all of them if the call
 * was rejected as a whole. An error that names only some orders says nothing about the others.
 */
export const notAppliedOrders = (
	sent: readonly ConversionOrder[],
	result: AnyResult,
): readonly ConversionOrder[] => {
	if (result.ok) return rejectedIn(sent, result.data);
	const {applied, body} = result.error;
	if (applied !== 'no') return [];
	const isReport = lists.some((list) => referencesIn(body, list).length > 0);
	return isReport ? rejectedIn(sent, body) : sent;
};
