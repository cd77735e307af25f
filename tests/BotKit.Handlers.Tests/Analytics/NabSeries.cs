namespace BotKit.Handlers.Tests.Analytics;

internal sealed record NabSeries(string Name, double[] Values, int ValuesPerDay, IReadOnlyList<(int From, int To)> Windows);
