/**
 * Takes the lines that containers and jobs print, by CloudWatch Logs' names of group and stream
 * (`/aws/sagemaker/Endpoints/<endpoint>`, `<variant>/<instance>/<container>`). Never waits and never throws: who prints must
 * not be held up by the log.
 */
export interface LogWriter {
  write(group: string, stream: string, line: string): void;
}
