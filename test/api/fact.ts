import type {sources} from './sources.ts';

type Label = 'DOC' | 'SEEN' | 'INF';
type Tag = keyof typeof sources;

/**
 * How a field is known. `DOC`: Awin documents it. `SEEN`: public code reads it. `INF`: inferred, and stated
 * nowhere. `unsure`: its type is not known, or its source is weak.
 */
export type Fact = `${Label} ${Tag}` | `${Label} ${Tag}, unsure`;

type Members<Value> = Value extends null | undefined
	? never
	: Value extends string | Date
		? ''
		: Value extends readonly (infer Item)[]
			? `[]${Members<Item>}`
			: Value extends object
				? '' | `.${Path<Value>}`
				: '';

type KnownKeys<Value> = keyof {
	[Key in keyof Value as Key extends string
		? string extends Key
			? never
			: Key extends `${number}`
				? never
				: Key
		: never]: Value[Key];
};

/** The paths of all fields of a type, such as `id`, `saleAmount.amount` and `transactionParts[].amount`. */
export type Path<Value> = Value extends object
	? {
			[Key in KnownKeys<Value> & string]-?: `${Key}${Members<Value[Key & keyof Value]>}`;
		}[KnownKeys<Value> & string]
	: never;

/**
 * One fact for each field of a type. A fact about a field that the type lacks does not compile, and neither
 * does a field of the type without a fact.
 */
export type Facts<Value> = Readonly<Record<Path<Value>, Fact>>;
