/** Whether the code runs on a page, or in a worker of one. */
export const isBrowser = (): boolean => Reflect.get(globalThis, 'location') !== undefined;
