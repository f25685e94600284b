import type {IncomingMessage, ServerResponse} from 'node:http';

/** A request and its response, as the server saw them. */
export type Exchange = {
	readonly name: string;
	readonly method: string;
	readonly target: string;
	/** How many bytes of the body have come. */
	received: number;
	/** How many bytes of the response have been written. */
	written: number;
	/** Whether the connection closed before the response was complete. */
	closedEarly: boolean;
};

/** What the server keeps for one run of a case. */
export type Session = {
	readonly exchanges: Exchange[];
	readonly open: (
		name: string,
		target: string,
		request: IncomingMessage,
		response: ServerResponse,
	) => Exchange;
	/** Resolves when the server is asked for `/release`. */
	readonly released: Promise<void>;
	readonly release: () => void;
};

export const createSession = (): Session => {
	const exchanges: Exchange[] = [];
	let release = () => {};
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	return {
		exchanges,
		released,
		release: () => release(),
		open: (name, target, request, response) => {
			const {method = ''} = request;
			const exchange: Exchange = {
				name,
				method,
				target,
				received: 0,
				written: 0,
				closedEarly: false,
			};
			response.on('close', () => {
				exchange.closedEarly = !response.writableFinished;
			});
			/* What a case asks about does not count. */
			if (!['/log', '/arrived', '/closed', '/release', '/progress'].includes(name))
				exchanges.push(exchange);
			return exchange;
		},
	};
};
