import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { RemotePicker } from '@/shared/ui/remote-picker'
import { projectSource } from '@/shared/ui/sources'
import styles from './project-picker.module.css'

export default function ProjectPicker({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('shell')
  const { project, chooseProject } = useScope()
  return (
    <div className={styles.project}>
      <RemotePicker
        source={projectSource}
        startOpen
        value={project?.id}
        label={project?.label}
        placeholder={t('top.all_projects')}
        aria-label={t('top.project')}
        onChange={(id, choice) => {
          chooseProject(id && choice ? { id, label: choice.label } : null)
          onDone()
        }}
        onClose={onDone}
      />
    </div>
  )
}
