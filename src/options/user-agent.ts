import {invalidOption} from '../errors/invalid-option.ts';
import {version} from '../version.ts';

/** The product of this package in `User-Agent` (RFC 9110 section 10.1.5). */
const product = `awin-sdk/${version}`;

/**
 * Returns the value of the `User-Agent` field.
 *
 * @throws TypeError if the name of the user's program is not visible ASCII.
 */
export const resolveUserAgent = (userAgent: string | undefined): string => {
	if (userAgent === undefined) return product;
	if (typeof userAgent !== 'string' || !/^[\x20-\x7e]+$/.test(userAgent)) {
		throw invalidOption('userAgent', 'a non-empty string of visible ASCII', userAgent);
	}
	return `${product} ${userAgent}`;
};
