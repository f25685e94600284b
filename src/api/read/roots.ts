import {data, isRecord, misfit, type Read, type Reading} from './read.ts';

const envelopeKeys: ReadonlySet<string> = new Set([
	'body',
	'statusCode',
	'statusCodeValue',
	'headers',
]);

/**
 * Opens the envelope `{body, statusCode}` that some samples of Awin's documentation have. An object with more
 * properties than those is no envelope, and neither is one with the status of a failure.
 */
export const openEnvelope = (value: unknown): unknown => {
	if (!isRecord(value) || !('body' in value) || !('statusCode' in value)) return value;
	const {statusCodeValue: status} = {statusCodeValue: undefined, ...value};
	const isFailure = typeof status === 'number' && status >= 400;
	return !isFailure && Object.keys(value).every((key) => envelopeKeys.has(key))
		? value['body']
		: value;
};

/** The types of a JSON value, in words. */
const kindOf = (value: unknown): string => {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'an array';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Reads a list of objects at a path. */
export const rowsOf = <Row>(list: unknown, path: readonly string[]): Reading<Row[]> => {
	if (!Array.isArray(list)) return misfit(`must be an array, but it is ${kindOf(list)}`, path);
	const index = list.findIndex((row) => !isRecord(row));
	if (index >= 0)
		return misfit(`must be an object, but it is ${kindOf(list[index])}`, [...path, index]);
	return asRows(list);
};

/**
 * Uses a list of objects as rows. Their properties are checked only with `validate: true`.
 */
export function asRows<Row>(list: readonly unknown[]): Reading<Row[]>;
export function asRows(list: readonly unknown[]): Reading<readonly unknown[]> {
	return data(list);
}

/** Uses an object as a row. */
export function asRow<Row>(row: object): Reading<Row>;
export function asRow(row: object): Reading<unknown> {
	return data(row);
}

/** Reads a list of objects, at the root or as a property of the root. `convert` changes each row in place. */
export const list =
	<Row>(
		options: {readonly in?: string; readonly convert?: (row: Record<string, unknown>) => void} = {},
	): Read<Row[]> =>
	(body) => {
		const root = openEnvelope(body);
		const {in: key, convert} = options;
		const reading =
			key !== undefined && isRecord(root)
				? rowsOf<Record<string, unknown>>(root[key], [key])
				: rowsOf<Record<string, unknown>>(root, []);
		if (reading.type !== 'data') return reading;
		if (convert !== undefined) reading.data.forEach(convert);
		return asRows(reading.data);
	};

/**
 * Reads an object. `convert` changes it in place.
 *
 * @param options.lists - Properties that must be lists of objects.
 * @param options.objects - Properties that must be objects.
 */
export const object =
	<Row>({
		lists = [],
		objects = [],
		convert,
	}: {
		readonly lists?: readonly string[];
		readonly objects?: readonly string[];
		readonly convert?: (row: Record<string, unknown>) => void;
	} = {}): Read<Row> =>
	(body) => {
		const root = openEnvelope(body);
		if (!isRecord(root)) return misfit(`must be an object, but it is ${kindOf(root)}`);
		for (const key of objects) {
			if (!isRecord(root[key])) {
				return misfit(`must be an object, but it is ${kindOf(root[key])}`, [key]);
			}
		}
		for (const key of lists) {
			const rows = rowsOf(root[key], [key]);
			if (rows.type !== 'data') return rows;
		}
		convert?.(root);
		return asRow(root);
	};

/** Reads `{[key]: rows, …}` as `{items: rows, …}`: a page. */
export const page =
	<Page>(key: string, objects: readonly string[] = []): Read<Page> =>
	(body) => {
		const reading = object<Record<string, unknown>>({lists: [key], objects})(body, undefined);
		if (reading.type !== 'data') return reading;
		const {[key]: items, ...rest} = reading.data;
		return asRow({...rest, items});
	};
