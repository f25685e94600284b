import type {Phase} from '../response/reply.ts';

/*
 * The error codes that say that no connection was made, so that nothing was sent: name resolution, refused
 * or unreachable, connect timeout, certificates (Node.js, undici, Bun).
 */
const connectCode =
	/^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ERR_TLS_CERT_\w+|ERR_TLS_HANDSHAKE_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_INVALID_URL)$/;

/* What OpenSSL says of a handshake alone. Its other codes can come after the request was sent. */
const handshakeCode =
	/^ERR_SSL_\w*(HANDSHAKE|VERSION|PROTOCOL|CERTIFICATE|UNKNOWN_CA|CIPHER|UNRECOGNIZED_NAME|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)/;

/* The system calls that come before anything is sent. */
const connectCalls: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/* Errors that tell by their words alone: Node.js of a handshake that broke off, Deno of any connection. */
const connectMessage = /before secure TLS connection|client error \(Connect\)/;

/** How many causes of causes are looked at. */
const maxDepth = 6;

/** How far an exchange got that ended with this error. Where the error does not tell, it may have arrived. */
export const failedPhase = (error: unknown, depth = 0): Phase => {
	if (!(error instanceof Error) || depth === maxDepth) return 'request';
	/* The code of an error is about its system call: a host can become unreachable in the middle of a read. */
	const syscall: unknown = Reflect.get(error, 'syscall');
	if (syscall !== undefined && !connectCalls.has(syscall)) return 'request';
	const code: unknown = Reflect.get(error, 'code');
	if (typeof code === 'string' && (connectCode.test(code) || handshakeCode.test(code))) {
		return 'connect';
	}
	if (syscall !== undefined || connectMessage.test(error.message)) return 'connect';
	if (error instanceof AggregateError && error.errors.length > 0) {
		return error.errors.every((inner) => failedPhase(inner, depth + 1) === 'connect')
			? 'connect'
			: 'request';
	}
	return failedPhase(error.cause, depth + 1);
};
