namespace BotKit.Handlers.Tests.Leads;

/// <summary>A host whose model <c>leads</c> is trained on 3,000 leads.</summary>
public sealed class TrainedLeads : IAsyncLifetime
{
    internal LeadHost Host { get; } = new();

    public LeadTraining Model { get; private set; } = null!;

    public async ValueTask InitializeAsync()
        => Model = await Host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{await Host.PutAsync(LeadsData.Csv(3000))}}","target":"converted"}""");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
