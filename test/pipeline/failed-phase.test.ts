import {describe, expect, it} from 'vitest';
import {failedPhase} from '../../src/pipeline/failed-phase.ts';

const withCode = (code: unknown) => Object.assign(new Error('inner'), {code});
const wrapped = (cause: unknown, times = 1): unknown =>
	times === 0 ? cause : wrapped(new TypeError('fetch failed', {cause}), times - 1);

describe('failedPhase', () => {
	it.each([
		'ENOTFOUND',
		'EAI_AGAIN',
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'UND_ERR_CONNECT_TIMEOUT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ConnectionRefused',
		'ERR_INVALID_URL',
	])('knows by %s that nothing was sent', (code) => {
		expect(failedPhase(withCode(code))).toBe('connect');
		expect(failedPhase(wrapped(withCode(code)))).toBe('connect');
	});

	it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'XENOTFOUND', 7])(
		'does not take %s for a sign that nothing was sent',
		(code) => {
			expect(failedPhase(wrapped(withCode(code)))).toBe('request');
		},
	);

	it('holds an error without a code for one after sending', () => {
		expect(failedPhase(new TypeError('fetch failed'))).toBe('request');
		expect(failedPhase('ECONNREFUSED')).toBe('request');
		expect(failedPhase(undefined)).toBe('request');
	});

	it('asks every error of several: one may have sent something', () => {
		const both = (...codes: string[]) => new AggregateError(codes.map(withCode));
		expect(failedPhase(wrapped(both('ECONNREFUSED', 'EHOSTUNREACH')))).toBe('connect');
		expect(failedPhase(wrapped(both('ECONNREFUSED', 'ECONNRESET')))).toBe('request');
		expect(failedPhase(new AggregateError([], 'none', {cause: withCode('ENOTFOUND')}))).toBe(
			'connect',
		);
	});

	it('looks at six errors of a chain, and comes to an end in a circle', () => {
		expect(failedPhase(wrapped(withCode('ENOTFOUND'), 5))).toBe('connect');
		expect(failedPhase(wrapped(withCode('ENOTFOUND'), 6))).toBe('request');
		const circle = new Error('a');
		circle.cause = circle;
		expect(failedPhase(circle)).toBe('request');
	});
});
