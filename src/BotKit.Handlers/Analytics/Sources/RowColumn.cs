namespace BotKit.Handlers.Analytics;

/// <summary>A column of a source that is read.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="IsNumber">Whether its values are numbers, rather than texts.</param>
/// <param name="Sql">Its name in the table of rows: made here, so that no foreign name is ever part of a statement.</param>
internal sealed record RowColumn(string Name, bool IsNumber, string Sql);
