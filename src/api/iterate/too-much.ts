import {isTooLarge} from '../../response/chunks.ts';
import type {AnyResult} from '../../result/unwrap.ts';

/** Whether a call failed because it asked for too much: Awin was too slow, or the answer too large. */
export const isTooMuch = (result: AnyResult): boolean => {
	switch (result.kind) {
		case 'timeout':
		case 'gateway-timeout':
			return true;
		case 'invalid-body':
			return isTooLarge(String(result.error?.description));
		default:
			return false;
	}
};
