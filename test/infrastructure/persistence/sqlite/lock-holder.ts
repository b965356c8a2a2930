/** Another program that holds a file's write lock: tells when it has it, and lets go when its input ends. */
import Database from 'better-sqlite3';

const [path = ''] = process.argv.slice(2);
const database = new Database(path, { fileMustExist: true });
database.exec('BEGIN IMMEDIATE');
process.stdout.write('held\n');
process.stdin.resume();
process.stdin.once('end', () => {
  database.exec('ROLLBACK');
  database.close();
});
