import {isStatus, statusTable} from '../status.ts';

/** Whether a status is a success: by the table of codes, and as a 2xx if the table does not list it. */
export const isSuccess = (status: number): boolean =>
	isStatus(status) ? statusTable[status].ok : status >= 200 && status < 300;
