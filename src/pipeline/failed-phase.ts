import {isError, readField} from '../errors/read-field.ts';
import type {Phase} from '../response/reply.ts';

/*
 * Error codes of Node.js, undici and Bun for a connection that was never established, so that nothing was sent:
 * name resolution, refused or unreachable hosts, connect timeouts, certificates.
 */
const connectCode =
	/^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ERR_TLS_CERT_\w+|ERR_TLS_HANDSHAKE_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_INVALID_URL)$/;

/* OpenSSL codes that occur only during the handshake. Its other codes can occur after the request was sent. */
const handshakeCode =
	/^ERR_SSL_\w*(HANDSHAKE|VERSION|PROTOCOL|CERTIFICATE|UNKNOWN_CA|CIPHER|UNRECOGNIZED_NAME|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)/;

/* The system calls that run before anything is sent. */
const connectCalls: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/* Errors without a code: an interrupted handshake or a blocked port in Node.js, any failed connection in Deno. */
const connectMessage = /before secure TLS connection|^bad port$|client error \(Connect\)/;

/** How many nested causes are checked, at most. */
const maxDepth = 6;

/**
 * Returns how far the exchange got before this error: `connect` if nothing was sent, `request` if the request may
 * have reached the server. An unknown error results in `request`.
 */
export const failedPhase = (error: unknown, depth = 0): Phase => {
	if (!isError(error) || depth === maxDepth) return 'request';
	/* The code describes the failed system call: a host can also become unreachable during a read. */
	const syscall = readField(error, 'syscall');
	if (syscall !== undefined && !connectCalls.has(syscall)) return 'request';
	const code = readField(error, 'code');
	if (typeof code === 'string' && (connectCode.test(code) || handshakeCode.test(code))) {
		return 'connect';
	}
	const message = readField(error, 'message');
	if (syscall !== undefined || (typeof message === 'string' && connectMessage.test(message))) {
		return 'connect';
	}
	const errors = readField(error, 'errors');
	if (error instanceof AggregateError && Array.isArray(errors) && errors.length > 0) {
		return errors.every((inner) => failedPhase(inner, depth + 1) === 'connect')
			? 'connect'
			: 'request';
	}
	return failedPhase(readField(error, 'cause'), depth + 1);
};
