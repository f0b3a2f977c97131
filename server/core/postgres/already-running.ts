/** Another Fettle holds the data folder or the database. Its message is for the person who started this one. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
}
