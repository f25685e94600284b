/** Reads a property of anything. */
const read = (target: unknown, key: string): unknown =>
	typeof target === 'object' && target !== null ? Reflect.get(target, key) : undefined;

/** Whether the runtime is Deno without the permission to read a variable. It would ask the user for it. */
const isDenied = (runtime: object, name: string): boolean => {
	const deno = read(runtime, 'Deno');
	if (deno === undefined) return false;
	const permissions = read(deno, 'permissions');
	const query = read(permissions, 'querySync');
	if (typeof query !== 'function') return true;
	const status: unknown = Reflect.apply(query, permissions, [{name: 'env', variable: name}]);
	return read(status, 'state') !== 'granted';
};

/** Returns an environment variable; `undefined` if it is not set, or if there is no environment or no permission. */
export const environmentVariable = (
	name: string,
	runtime: object = globalThis,
): string | undefined => {
	try {
		if (isDenied(runtime, name)) return undefined;
		const value = read(read(read(runtime, 'process'), 'env'), name);
		return typeof value === 'string' && value !== '' ? value : undefined;
	} catch {
		return undefined;
	}
};
