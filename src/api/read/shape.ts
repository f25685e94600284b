import {isRecord} from './read.ts';

/** Where a value first differs from a shape. */
export type Misfit = {readonly path: readonly (string | number)[]; readonly message: string};

/** Checks the shape of a JSON value. Returns the first difference, or `undefined` if there is none. */
export type Shape = (value: unknown) => Misfit | undefined;

const scalar =
	(type: 'string' | 'number' | 'boolean'): Shape =>
	(value) =>
		typeof value === type ? undefined : {path: [], message: `must be a ${type}`};

/** A text. */
export const string: Shape = scalar('string');
/** A number. */
export const number: Shape = scalar('number');
/** A boolean. */
export const boolean: Shape = scalar('boolean');
/** Anything. */
export const anything: Shape = () => undefined;

/** A value that may be `null` or absent. */
export const optional =
	(shape: Shape): Shape =>
	(value) =>
		value === undefined || value === null ? undefined : shape(value);

/** One of some shapes. */
export const anyOf =
	(first: Shape, ...others: readonly Shape[]): Shape =>
	(value) => {
		const misfit = first(value);
		const fits = misfit === undefined || others.some((shape) => shape(value) === undefined);
		return fits ? undefined : misfit;
	};

const at = (key: string | number, {path, message}: Misfit): Misfit => ({
	path: [key, ...path],
	message,
});

/** A list. */
export const listOf =
	(item: Shape): Shape =>
	(value) => {
		if (!Array.isArray(value)) return {path: [], message: 'must be an array'};
		let index = 0;
		for (const one of value) {
			const misfit = item(one);
			if (misfit !== undefined) return at(index, misfit);
			index += 1;
		}
		return undefined;
	};

/** The shape of a type. The type is for the compiler alone. */
export type ShapeOf<Row> = Shape & {readonly type?: Row};

/** An object with all properties of a type. More properties are allowed. */
export const shapeOf = <Row>(properties: {readonly [Name in keyof Row]-?: Shape}): ShapeOf<Row> => {
	/* Once for each shape, and not once for each row. */
	const entries = Object.entries<Shape>(properties);
	return (value) => {
		if (!isRecord(value)) return {path: [], message: 'must be an object'};
		for (const [key, shape] of entries) {
			const misfit = shape(Object.hasOwn(value, key) ? value[key] : undefined);
			if (misfit !== undefined) return at(key, misfit);
		}
		return undefined;
	};
};
