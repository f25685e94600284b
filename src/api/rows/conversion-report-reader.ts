import {isRecord, misfit, type Read} from '../read/read.ts';
import {asRow, openEnvelope, rowsOf} from '../read/roots.ts';
import {listOf, optional, shapeOf, string} from '../read/shape.ts';
import type {
	AcceptedOrder,
	ConversionReport,
	FailedOrder,
	OrderError,
} from './conversion-orders.ts';

const lists = ['successfulOrders', 'pendingOrders', 'failedOrders'] as const;

const accepted = listOf(
	shapeOf<AcceptedOrder>({orderReference: string, correlationId: optional(string)}),
);

/** The shape of the report of a call. */
export const conversionReportShape = shapeOf<ConversionReport>({
	batchId: optional(string),
	successfulOrders: accepted,
	pendingOrders: accepted,
	failedOrders: listOf(
		shapeOf<FailedOrder>({
			order: shapeOf<{orderReference: string}>({orderReference: string}),
			errors: listOf(shapeOf<OrderError>({field: optional(string), message: optional(string)})),
		}),
	),
});

/** Reads the three lists of orders. A list that is missing is empty, but one of them must be there. */
export const readConversionReport: Read<ConversionReport> = (body) => {
	const root = openEnvelope(body);
	if (!isRecord(root) || !lists.some((name) => Array.isArray(root[name]))) {
		return misfit(`must be an object with one of the lists ${lists.join(', ')}`);
	}
	const read = lists.map((name) => rowsOf(root[name] ?? [], [name]));
	for (const rows of read) if (rows.type !== 'data') return rows;
	return asRow({successfulOrders: [], pendingOrders: [], failedOrders: [], ...withoutNull(root)});
};

/* A list that is `null` is empty. */
const withoutNull = (root: Record<string, unknown>): object =>
	Object.fromEntries(
		Object.entries(root).filter(
			([name, value]) => value !== null || !lists.some((one) => one === name),
		),
	);

/** The orders that the body of an error says were rejected. */
export const failedOrdersOf = (body: unknown): readonly FailedOrder[] => {
	const reading = rowsOf<FailedOrder>(isRecord(body) ? body['failedOrders'] : undefined, []);
	return reading.type === 'data' ? reading.data : [];
};
