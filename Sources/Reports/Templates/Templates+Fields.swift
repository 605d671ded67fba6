extension Templates {
  /// All templates of pages, with their fields.
  static let fields: [TemplateField] =
    views.map { TemplateField(name: $0.template, fields: $0.fields) }
    + Wrapper.allCases.map { TemplateField(name: $0.rawValue, fields: WrapperView.fields) }

  private static let views: [any TemplateView.Type] = [
    PageView.self, ReportIndexView.self, FontsView.self, PreviewView.self,
    ChapterView.self, HeadingView.self, EquationView.self, CodeBlockView.self, ListView.self,
    DefinitionsView.self, TableView.self, PictureView.self, StatementView.self, ProofView.self,
    CalloutView.self,
    ColumnsView.self, ColumnView.self, WideView.self, FootnoteView.self,
    CellView.self, ListingView.self, TokenView.self, AnnotationCallView.self,
    AnnotationsView.self, PrintedView.self, StyledView.self, LongLineView.self, FigureView.self,
    CaptionedView.self,
    LinkView.self, PunctuatedView.self, ImageView.self, ReferenceView.self, CitationView.self,
    DefinitionView.self,
    TermView.self, FootnoteCallView.self, ReferencesView.self,
  ]
}
