import { contextBridge, ipcRenderer } from 'electron';
import { channel, type FromScreen, type ToScreen } from './channel.ts';

function tell(message: FromScreen): void {
  ipcRenderer.send(channel, message);
}

/** A pipe of texts to the core: all that the screen has of Electron. */
contextBridge.exposeInMainWorld('tapedeck', {
  open: (connection: number) => tell({ type: 'open', connection }),
  send: (connection: number, text: string) => tell({ type: 'text', connection, text }),
  close: (connection: number) => tell({ type: 'close', connection }),
  listen(
    onText: (connection: number, text: string) => void,
    onClose: (connection: number, reason: string) => void,
  ): void {
    ipcRenderer.on(channel, (_event, message: ToScreen) => {
      const { connection } = message;
      if (message.type === 'close') return onClose(connection, message.reason);
      tell({ type: 'taken', connection, length: message.text.length });
      onText(connection, message.text);
    });
  },
});
