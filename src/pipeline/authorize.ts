import {kindOfValue} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {credentialsOf} from '../request/credentials.ts';
import {headerValue} from '../request/headers.ts';
import {aborted, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {digestOf} from './digest.ts';
import type {Middleware} from './middleware.ts';
import {onAbort} from './on-abort.ts';

/** The API token, or a function that returns it. The function is called once per call. */
export type Token = string | TokenProvider;

/** A function that returns the token. */
type TokenProvider = () => string | Promise<string>;

/**
 * Returns the token if it can be sent in a header field.
 *
 * @throws TypeError if the token is empty, in quotes, prefixed with `Bearer`, or contains other than visible ASCII
 * characters. The message does not contain the token.
 */
export const checkToken = (token: unknown, option = 'token'): string => {
	if (typeof token !== 'string' || token === '') {
		throw new TypeError(
			`Option \`${option}\` must be a non-empty string, but it is ${kindOfValue(token)}.`,
		);
	}
	if (/^bearer\s/i.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must be the token alone: omit \`Bearer\`, because the client adds it.`,
		);
	}
	if (/^(["'`])[\s\S]*\1$/.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must not be in quotes: an environment file may have left them around the token.`,
		);
	}
	if (!/^[\x21-\x7e]+$/.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must contain only visible ASCII characters, but it contains a space, a line break, a control character or a non-ASCII character.`,
		);
	}
	return token;
};

/** The dependencies of {@link authorize}. */
export type AuthorizeOptions = {
	readonly token: Token;
	readonly clock: Clock;
	/** Called with every credential before it is sent, so that errors can redact it. */
	readonly onSecret: (secret: string) => void;
};

/**
 * Adds the token as `Authorization: Bearer` (RFC 6750), unless the request already has an `authorization` or
 * `x-api-key` field. Sets `credentialDigest` on the request.
 *
 * If the token provider throws or rejects, the reply is a `network` failure. If it takes longer than `deadlineMs`,
 * the reply is a `timeout` failure. In both cases nothing is sent. The time that the provider takes counts toward
 * the deadline. If the provider returns an invalid token, the handler rejects with a `TypeError`.
 */
export const authorize =
	({token, clock, onSecret}: AuthorizeOptions): Middleware =>
	(next) => {
		const addSecret = (request: ApiRequest, secret: string): void => {
			request.secrets.add(secret);
			onSecret(secret);
		};
		/* Reads the request as it is now, because a middleware may have added credentials. */
		const addCredentials = (request: ApiRequest): void => {
			for (const secret of credentialsOf(request)) addSecret(request, secret);
		};
		const send = (request: ApiRequest, secret: string): Promise<Reply> => {
			addSecret(request, secret);
			addCredentials(request);
			return withDigest(request, secret, (digest) => next(withToken(request, secret, digest)));
		};
		/* The key in the URL, if there is one, is the credential that the quota counts by. */
		const sendWithout = (request: ApiRequest): Promise<Reply> => {
			addCredentials(request);
			const credential = JSON.stringify(['none', ...credentialsOf(request)]);
			return withDigest(request, credential, (credentialDigest) =>
				next({...request, credentialDigest}),
			);
		};
		const sendAsProvided = async (request: ApiRequest, provider: TokenProvider): Promise<Reply> => {
			const startedAt = clock.elapsed();
			const provided = await provide(provider, request, clock);
			if (typeof provided !== 'string') return provided;
			const deadlineMs = request.deadlineMs - (clock.elapsed() - startedAt);
			return deadlineMs > 0 ? send({...request, deadlineMs}, provided) : providerTimeout(request);
		};
		return (request) => {
			const credential = callersCredential(request.headers);
			if (credential !== undefined) {
				addCredentials(request);
				return withDigest(request, credential, (credentialDigest) =>
					next({...request, credentialDigest}),
				);
			}
			if (request.credential === 'none') return sendWithout(request);
			return typeof token === 'string' ? send(request, token) : sendAsProvided(request, token);
		};
	};

/**
 * Calls `proceed` with the digest of a credential: synchronously if the digest is cached and the call has no
 * signal. A call with a signal waits for a microtask, so that an abort right after the call still prevents the
 * request and takes no slot of the quota.
 */
const withDigest = (
	{signal}: ApiRequest,
	credential: string,
	proceed: (digest: string) => Promise<Reply>,
): Promise<Reply> => {
	const digest = digestOf(credential);
	return typeof digest === 'string' && signal === undefined
		? proceed(digest)
		: Promise.resolve(digest).then(proceed);
};

const withToken = (request: ApiRequest, token: string, credentialDigest: string): ApiRequest => ({
	...request,
	headers:
		request.credential === 'x-api-key'
			? {...request.headers, 'x-api-key': token}
			: {...request.headers, authorization: `Bearer ${token}`},
	credentialDigest,
});

const callersCredential = (headers: ApiRequest['headers']): string | undefined => {
	const bearer = headerValue(headers, 'authorization');
	const apiKey = headerValue(headers, 'x-api-key');
	if (bearer === undefined && apiKey === undefined) return undefined;
	return JSON.stringify([bearer ?? '', apiKey ?? '']);
};

const providerTimeout = ({deadlineMs}: Pick<ApiRequest, 'deadlineMs'>): Reply => {
	const message = `the token provider took longer than ${deadlineMs} ms`;
	return failure({kind: 'timeout', phase: 'connect', message});
};

/** The value that replaces the token if the provider exceeds the deadline. */
const timedOut = Symbol('timedOut');

/** Calls the provider. Stops waiting for it when the deadline passes or the caller aborts. */
const provide = async (
	token: TokenProvider,
	{signal, deadlineMs}: ApiRequest,
	clock: Clock,
): Promise<string | Reply> => {
	if (signal?.aborted) return aborted(signal, 'connect');
	const callProvider = async (): Promise<unknown> => token();
	let provided: unknown;
	try {
		provided = await new Promise((resolve, reject) => {
			const stopListening = onAbort(signal, settle);
			const cancelTimer = clock.after(deadlineMs, () => settle(timedOut));
			function settle(value: unknown): void {
				stopListening();
				cancelTimer();
				resolve(value);
			}
			callProvider().then(settle, (error: unknown) => {
				reject(error);
				settle(undefined);
			});
		});
	} catch (cause) {
		return failure({
			kind: 'network',
			phase: 'connect',
			message: 'the token provider failed',
			cause,
		});
	}
	if (provided === timedOut) return providerTimeout({deadlineMs});
	return signal?.aborted ? aborted(signal, 'connect') : checkToken(provided);
};
