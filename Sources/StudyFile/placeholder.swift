// StudyFile
