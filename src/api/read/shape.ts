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
	(...shapes: readonly Shape[]): Shape =>
	(value) => {
		const misfits = shapes.map((shape) => shape(value));
		return misfits.includes(undefined) ? undefined : misfits[0];
	};

const at = (key: string | number, misfit: Misfit | undefined): Misfit | undefined =>
	misfit && {...misfit, path: [key, ...misfit.path]};

/** A list. */
export const listOf =
	(item: Shape): Shape =>
	(value) => {
		if (!Array.isArray(value)) return {path: [], message: 'must be an array'};
		for (const [index, one] of value.entries()) {
			const misfit = at(index, item(one));
			if (misfit !== undefined) return misfit;
		}
		return undefined;
	};

/** The shape of a type. The type is for the compiler alone. */
export type ShapeOf<Row> = Shape & {readonly type?: Row};

/** An object with all properties of a type. More properties are allowed. */
export const shapeOf =
	<Row>(properties: {readonly [Name in keyof Row]-?: Shape}): ShapeOf<Row> =>
	(value) => {
		if (!isRecord(value)) return {path: [], message: 'must be an object'};
		for (const [key, shape] of Object.entries<Shape>(properties)) {
			const misfit = at(key, shape(Object.hasOwn(value, key) ? value[key] : undefined));
			if (misfit !== undefined) return misfit;
		}
		return undefined;
	};
