import {describe, expect, it} from 'vitest';
import {isAwinError} from '../../src/errors/guards.ts';
import {NotificationError} from '../../src/errors/notification-error.ts';

describe('NotificationError', () => {
	it('has a name, the field and the cause', () => {
		const error = new NotificationError('x', {field: 'commission', cause: 1});
		expect(error).toBeInstanceOf(Error);
		expect(error).toMatchObject({name: 'NotificationError', field: 'commission', cause: 1});
	});

	it('has neither if they are not given', () => {
		const error = new NotificationError('x');
		expect(error.field).toBeUndefined();
		expect(Object.hasOwn(error, 'cause')).toBe(false);
	});

	it('is no error of a result', () => {
		expect(isAwinError(new NotificationError('x'))).toBe(false);
	});
});
