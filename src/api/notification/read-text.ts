import {NotificationError} from '../../errors/notification-error.ts';
import {cancelRest} from '../../response/chunks.ts';

/**
 * The maximum size of a notification: 1 MiB, in bytes of a body and in characters of a text. A basket of a thousand
 * products takes about a third of it.
 */
export const maxSize = 1024 * 1024;

/** The error for a notification of more than {@link maxSize}. */
export const tooLarge = (): NotificationError =>
	new NotificationError(`The notification is larger than ${maxSize} bytes.`);

/**
 * Reads the body of a request as UTF-8, up to {@link maxSize}. Cancels what is larger.
 *
 * @throws NotificationError if the body is larger, was read before, or breaks.
 */
export const readText = async (request: Request): Promise<string> => {
	const decoder = new TextDecoder();
	let text = '';
	let size = 0;
	try {
		const reader = request.body?.getReader();
		for (;;) {
			const {done, value} = (await reader?.read()) ?? {done: true, value: undefined};
			if (done) return text + decoder.decode();
			size += value.byteLength;
			if (size > maxSize) {
				cancelRest(reader);
				break;
			}
			text += decoder.decode(value, {stream: true});
		}
	} catch (cause) {
		throw new NotificationError('The body of the notification could not be read.', {cause});
	}
	throw tooLarge();
};
