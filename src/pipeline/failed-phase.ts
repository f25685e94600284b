import type {Phase} from '../response/reply.ts';

/*
 * The error codes that say that no connection was made, so that nothing was sent: name resolution, refused
 * or unreachable, connect timeout, and every code of a TLS handshake (Node.js, undici, OpenSSL, Bun).
 */
const connectCode =
	/^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_INVALID_URL)$/;

/** How many causes of causes are looked at. */
const deepest = 6;

/** How far an exchange got that ended with this error. Where the error does not tell, it may have arrived. */
export const failedPhase = (error: unknown, depth = 0): Phase => {
	if (!(error instanceof Error) || depth === deepest) return 'request';
	const code: unknown = Reflect.get(error, 'code');
	if (typeof code === 'string' && connectCode.test(code)) return 'connect';
	if (error instanceof AggregateError && error.errors.length > 0) {
		return error.errors.every((inner) => failedPhase(inner, depth + 1) === 'connect')
			? 'connect'
			: 'request';
	}
	return failedPhase(error.cause, depth + 1);
};
