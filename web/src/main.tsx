import { startDesk } from './desk/app/start'

void startDesk()
