import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {failedPhase} from '../../src/pipeline/failed-phase.ts';

const coded = (code: string, message = '') => Object.assign(new Error(message), {code});
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', {cause});

describe('failedPhase', () => {
	it.each([
		'ENOTFOUND',
		'EAI_AGAIN',
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EHOSTDOWN',
		'ENETDOWN',
		'EADDRNOTAVAIL',
		'UND_ERR_CONNECT_TIMEOUT',
		'ConnectionRefused',
		'FailedToOpenSocket',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'ERR_TLS_HANDSHAKE_TIMEOUT',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'HOSTNAME_MISMATCH',
		'ERR_INVALID_URL',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'ERR_SSL_UNSUPPORTED_PROTOCOL',
		'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
		'ERR_SSL_NO_SHARED_CIPHER',
		'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
		'ERR_SSL_PACKET_LENGTH_TOO_LONG',
		'ERR_SSL_HTTP_REQUEST',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
	])('returns `connect` for the code %s', (code) => {
		expect(failedPhase(fetchFailed(coded(code)))).toBe('connect');
		expect(failedPhase(coded(code))).toBe('connect');
	});

	it.each([
		'ECONNRESET',
		'EPIPE',
		'ETIMEDOUT',
		'EPROTO',
		'UND_ERR_SOCKET',
		'UND_ERR_HEADERS_TIMEOUT',
		'UND_ERR_BODY_TIMEOUT',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		'ERR_TLS_RENEGOTIATION_DISABLED',
		'HPE_INVALID_CONSTANT',
		'XENOTFOUND',
		'ENOTFOUNDX',
		'X_ERR_SSL_WRONG_VERSION_NUMBER',
	])('returns `request` for the code %s', (code) => {
		expect(failedPhase(fetchFailed(coded(code)))).toBe('request');
	});

	it('returns `connect` for a port that fetch blocks', async () => {
		const error: unknown = await fetch('http://127.0.0.1:9/').catch((thrown: unknown) => thrown);
		expect(failedPhase(error)).toBe('connect');
	});

	it.each(['connect', 'getaddrinfo'])(
		'tells from the system call %s that nothing was sent',
		(syscall) => {
			expect(failedPhase(Object.assign(coded('ECONNRESET'), {syscall}))).toBe('connect');
		},
	);

	it('returns `request` for a reset during a read', () => {
		expect(failedPhase(Object.assign(coded('ECONNRESET'), {syscall: 'read'}))).toBe('request');
	});

	it.each([
		'Client network socket disconnected before secure TLS connection was established',
		'error sending request for url (…): client error (Connect): tcp connect error',
	])('returns `connect` for the message "%s"', (message) => {
		expect(failedPhase(coded('ECONNRESET', message))).toBe('connect');
	});

	it('returns `connect` for an AggregateError only if all its errors do', () => {
		const refused = coded('ECONNREFUSED');
		expect(failedPhase(new AggregateError([refused, refused]))).toBe('connect');
		expect(failedPhase(new AggregateError([refused, coded('ECONNRESET')]))).toBe('request');
		expect(failedPhase(new AggregateError([], '', {cause: refused}))).toBe('connect');
	});

	it.each([undefined, null, 'ENOTFOUND', {code: 'ENOTFOUND'}, new Error('ENOTFOUND'), coded('')])(
		'takes %o for a request that may have arrived',
		(thrown) => {
			expect(failedPhase(thrown)).toBe('request');
		},
	);

	it('checks at most six nested causes, even if they are circular', () => {
		const nested = (depth: number): Error =>
			depth === 0 ? coded('ENOTFOUND') : new Error('outer', {cause: nested(depth - 1)});
		expect(failedPhase(nested(5))).toBe('connect');
		expect(failedPhase(nested(6))).toBe('request');
		const circle = new Error('circle');
		circle.cause = circle;
		expect(failedPhase(circle)).toBe('request');
		const several = new AggregateError([]);
		several.errors.push(several);
		expect(failedPhase(several)).toBe('request');
	});
});

describe('the system call of an error', () => {
	const codes = fc.constantFrom(
		'ENOTFOUND',
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EADDRNOTAVAIL',
		'ECONNRESET',
		'EPIPE',
		'UND_ERR_CONNECT_TIMEOUT',
	);
	const syscalls = fc.constantFrom('connect', 'getaddrinfo', 'read', 'write', 'shutdown', 'spawn');
	const wrappers = fc.array(fc.constantFrom('cause', 'aggregate'), {maxLength: 3});

	it('takes precedence over the code, at any depth of causes', () => {
		fc.assert(
			fc.property(codes, syscalls, wrappers, (code, syscall, around) => {
				const inner: Error = Object.assign(new Error('x'), {code, syscall});
				const error = around.reduce(
					(wrapped, how) =>
						how === 'cause' ? fetchFailed(wrapped) : new AggregateError([wrapped, wrapped]),
					inner,
				);
				const isConnect = syscall === 'connect' || syscall === 'getaddrinfo';
				expect(failedPhase(error)).toBe(isConnect ? 'connect' : 'request');
			}),
		);
	});

	it('results in `request` for an AggregateError if one of its errors is from a read', () => {
		const refused = Object.assign(new Error('x'), {code: 'ECONNREFUSED', syscall: 'connect'});
		const broken = Object.assign(new Error('x'), {code: 'EHOSTUNREACH', syscall: 'read'});
		expect(failedPhase(new AggregateError([refused, broken]))).toBe('request');
		expect(failedPhase(new AggregateError([refused, refused]))).toBe('connect');
	});
});
