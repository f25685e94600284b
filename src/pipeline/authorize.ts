import {kindOfValue} from '../errors/invalid-option.ts';
import {credentialsOf} from '../request/credentials.ts';
import {headerValue} from '../request/headers.ts';
import {aborted, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {digestOf} from './digest.ts';
import type {Middleware} from './middleware.ts';
import {onAbort} from './on-abort.ts';

/** The API token, or a function that gives it; it is asked at every call. */
export type Token = string | TokenProvider;

type TokenProvider = () => string | Promise<string>;

/** Refuses what cannot be the value of a header field, without showing it. */
export const checkToken = (token: unknown, option = 'token'): string => {
	if (typeof token !== 'string' || token === '') {
		throw new TypeError(
			`Option \`${option}\` must be a non-empty string, but it is ${kindOfValue(token)}.`,
		);
	}
	if (/^bearer\s/i.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must be the token alone: leave out \`Bearer\`, which the client adds.`,
		);
	}
	if (/^(["'`])[\s\S]*\1$/.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must not be in quotes: an environment file may have left them around the token.`,
		);
	}
	if (!/^[\x21-\x7e]+$/.test(token)) {
		throw new TypeError(
			`Option \`${option}\` must hold visible ASCII characters only; it has a space, a line break, a control character or a letter outside ASCII.`,
		);
	}
	return token;
};

/** What the middleware needs. */
export type AuthorizeOptions = {
	readonly token: Token;
	readonly clock: Clock;
	/** Told of every token before it is used, so that it can be kept out of errors. */
	readonly onSecret: (secret: string) => void;
};

/**
 * Sends the token as `Authorization: Bearer` (RFC 6750), unless the call brings an `authorization` or
 * `x-api-key` field of its own, and notes a digest of the credential on the request.
 */
export const authorize =
	({token, clock, onSecret}: AuthorizeOptions): Middleware =>
	(next) => {
		const keepSecret = (request: Request, secret: string): void => {
			request.secrets.add(secret);
			onSecret(secret);
		};
		/* A middleware may have added some, so the caller's request does not tell. */
		const keepCredentials = (request: Request): void => {
			for (const secret of credentialsOf(request)) keepSecret(request, secret);
		};
		const send = (request: Request, secret: string): Promise<Reply> => {
			keepSecret(request, secret);
			keepCredentials(request);
			return withDigest(request, secret, (digest) => next(withToken(request, secret, digest)));
		};
		const sendAsProvided = async (request: Request, provider: TokenProvider): Promise<Reply> => {
			const startedAt = clock.elapsed();
			const provided = await provide(provider, request, clock);
			if (typeof provided !== 'string') return provided;
			const deadlineMs = request.deadlineMs - (clock.elapsed() - startedAt);
			return deadlineMs > 0 ? send({...request, deadlineMs}, provided) : tooLate(request);
		};
		return (request) => {
			const credential = callersCredential(request.headers);
			if (credential !== undefined) {
				keepCredentials(request);
				return withDigest(request, credential, (credentialDigest) =>
					next({...request, credentialDigest}),
				);
			}
			return typeof token === 'string' ? send(request, token) : sendAsProvided(request, token);
		};
	};

/**
 * Goes on with the digest of a credential, at once where it is known. A call with a signal waits a moment, so
 * that an abort right after it finds nothing sent and no slot of the quota taken.
 */
const withDigest = (
	{signal}: Request,
	credential: string,
	goOn: (digest: string) => Promise<Reply>,
): Promise<Reply> => {
	const digest = digestOf(credential);
	return typeof digest === 'string' && signal === undefined
		? goOn(digest)
		: Promise.resolve(digest).then(goOn);
};

type Request = Parameters<ReturnType<Middleware>>[0];

const withToken = (request: Request, token: string, credentialDigest: string): Request => ({
	...request,
	headers: {...request.headers, authorization: `Bearer ${token}`},
	credentialDigest,
});

const callersCredential = (headers: Request['headers']): string | undefined => {
	const bearer = headerValue(headers, 'authorization');
	const apiKey = headerValue(headers, 'x-api-key');
	if (bearer === undefined && apiKey === undefined) return undefined;
	return JSON.stringify([bearer ?? '', apiKey ?? '']);
};

const tooLate = ({deadlineMs}: Pick<Request, 'deadlineMs'>): Reply => {
	const message = `the token provider took longer than ${deadlineMs} ms`;
	return failure({kind: 'timeout', phase: 'connect', message});
};

/** Stands for a provider that took too long. */
const late = Symbol('late');

/** Asks the provider, no longer than the caller waits. A provider that fails or hangs sends nothing. */
const provide = async (
	token: TokenProvider,
	{signal, deadlineMs}: Request,
	clock: Clock,
): Promise<string | Reply> => {
	if (signal?.aborted) return aborted(signal, 'connect');
	const ask = async (): Promise<unknown> => token();
	let provided: unknown;
	try {
		provided = await new Promise((resolve, reject) => {
			const stopListening = onAbort(signal, settle);
			const cancelTimer = clock.after(deadlineMs, () => settle(late));
			function settle(value: unknown): void {
				stopListening();
				cancelTimer();
				resolve(value);
			}
			ask().then(settle, (error: unknown) => {
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
	if (provided === late) return tooLate({deadlineMs});
	return signal?.aborted ? aborted(signal, 'connect') : checkToken(provided);
};
