import {type BodyReader, type Failure, isFailure} from './reply.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Part = Bytes | Failure | undefined;

/** One of the readers of a body that calls share: its own copy of what the others have read and it has not. */
type Branch = {readonly waiting: Part[]; isOpen: boolean};

/** A body that several calls read, each at its own pace. */
export type SharedBody = {
	/** Creates another reader, which reads the body from its start. Nobody must have read yet. */
	readonly fork: () => BodyReader;
};

/**
 * Lets several readers read one body. A part is read from the source if one of them needs it, and is kept for those that
 * are slower. When all of them have cancelled, the source is cancelled.
 */
export const shareReader = (source: BodyReader): SharedBody => {
	const branches: Branch[] = [];
	const body: {end?: {readonly part: Failure | undefined}} = {};
	let pending: Promise<void> | undefined;

	const readMore = async (): Promise<void> => {
		const part = await source.read();
		pending = undefined;
		if (part === undefined || isFailure(part)) body.end = {part};
		/* A copy for each, because whoever reads a chunk may transfer its buffer. */ else
			for (const {waiting, isOpen} of branches) if (isOpen) waiting.push(part.slice());
	};

	const fork = (): BodyReader => {
		const branch: Branch = {waiting: [], isOpen: true};
		branches.push(branch);
		return {
			read: async () => {
				while (branch.waiting.length === 0 && body.end === undefined) {
					pending ??= readMore();
					await pending;
				}
				return branch.waiting.length > 0 ? branch.waiting.shift() : body.end?.part;
			},
			cancel: () => {
				branch.isOpen = false;
				branch.waiting.length = 0;
				if (branches.every(({isOpen}) => !isOpen)) source.cancel();
			},
		};
	};
	return {fork};
};
