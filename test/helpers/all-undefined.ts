/** The names of the optional properties of a type. */
type OptionalKeys<T> = {
	[Key in keyof T]-?: T extends Readonly<Record<Key, T[Key]>> ? never : Key;
}[keyof T];

/** The optional properties of a type. */
export type Optional<T> = Pick<T, OptionalKeys<T>>;

/** All optional properties of a type, each of them `undefined`. The compiler complains if one is missing. */
export type AllUndefined<T> = {readonly [Key in OptionalKeys<T>]: undefined};
