import {ownProperties} from '../errors/invalid-option.ts';
import {isStreamed} from '../request/replayable.ts';
import {toText} from '../request/to-text.ts';
import type {FetchInit} from './init.ts';

/** Creates a `Request`, whose constructor checks the members. */
function createRequest(input: Request | URL, init: object): Request;
function createRequest(input: Request | URL, init: RequestInit): Request {
	return new Request(input, init);
}

/*
 * A stream is only checked, not read. Any other body would be copied, so a stand-in makes the constructor check the
 * rest.
 */
const standInFor = (body: unknown): object => {
	if (body === undefined) return {};
	if (body instanceof ReadableStream) return {body};
	return {body: isStreamed(body) ? new ReadableStream() : new Uint8Array(0)};
};

/**
 * Returns a `Request` with what the arguments say of method and members. Without the signal, because a `Request` never
 * unlinks from it.
 *
 * @throws TypeError if Fetch does not allow the arguments.
 */
export const toRequest = (input: Request | URL, {members, body}: FetchInit): Request => {
	const method = members['method'] ?? (input instanceof Request ? input.method : 'GET');
	const hasBody = body !== undefined || (input instanceof Request && Boolean(input.body));
	/* The constructor does not check it on Bun. */
	if (hasBody && /^(?:get|head)$/i.test(toText(method))) {
		throw new TypeError('A GET or HEAD of `client.fetch` must not have a `body`.');
	}
	const standIn = standInFor(body);
	try {
		return createRequest(input, ownProperties({...members, signal: null, ...standIn}));
	} catch (error) {
		/* The message of the runtime can contain the value. */
		for (const [name, value] of Object.entries(members)) {
			if (value !== undefined && !isAccepted(name, value)) throw notAccepted(name);
		}
		throw error;
	}
};

const isAccepted = (name: string, value: unknown): boolean => {
	try {
		createRequest(new URL('http://localhost'), {[name]: value, ...companions[name]});
		return true;
	} catch {
		return false;
	}
};

/** What a member needs so that its value alone is checked. */
const companions: Readonly<Record<string, object>> = ownProperties({
	cache: {mode: 'same-origin'},
});

const notAccepted = (name: string): TypeError => {
	const accepted = name === 'method' ? ': any token but CONNECT, TRACE and TRACK' : '';
	return new TypeError(
		`The \`${name}\` of \`client.fetch\` must be a value that Fetch allows${accepted}.`,
	);
};
