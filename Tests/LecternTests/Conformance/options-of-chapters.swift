//| title: A title is the chapter's
//| bibliography: refs.bib
1
