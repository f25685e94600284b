import {copyJson, isContainer, type JsonContainer} from './copy-json.ts';
import {type ParsedBody, parseJson} from './parse-body.ts';

/** The cached value of a stored body. */
type Parsed = {
	readonly contentType: string;
	/** `undefined` until the second read, because most bodies are read only once. */
	value: WeakRef<JsonContainer> | undefined;
};

/*
 * The size limit of a store counts the bytes of the bodies. The parsed values take several times as much
 * memory, so they are held by weak references: the garbage collector can free a value after the current turn
 * of the event loop. The bytes are then parsed again.
 */
const parsed = new WeakMap<Uint8Array, Parsed>();

/* Cloudflare Workers with a compatibility date before 2025-05-05 have no `WeakRef`. */
const hasWeakRefs = 'WeakRef' in globalThis;

/** Below this size, in bytes, parsing is as fast as looking up and copying the value. */
const minBytes = 256;

/**
 * Parses a JSON body that is stored in the cache. Each call returns a new value that the caller may change. The
 * second call caches the parsed value, and later calls return a copy of it. Copying takes an eighth to a third of
 * the time of parsing (docs/performance.md).
 */
export const parseStored = (bytes: Uint8Array<ArrayBuffer>, contentType: string): ParsedBody => {
	if (bytes.length < minBytes || !hasWeakRefs) return parseJson(bytes, contentType);
	const cached = parsed.get(bytes);
	const value = cached?.contentType === contentType ? cached.value?.deref() : undefined;
	if (value !== undefined) return {ok: true, value: copyJson(value)};
	const body = parseJson(bytes, contentType);
	if (cached?.contentType !== contentType) {
		parsed.set(bytes, {contentType, value: undefined});
		return body;
	}
	if (!body.ok || !isContainer(body.value)) return body;
	const copy = copyJson(body.value);
	if (copy === undefined) return body;
	cached.value = new WeakRef(body.value);
	return {ok: true, value: copy};
};
