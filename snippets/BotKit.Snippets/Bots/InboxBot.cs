using BotKit;

namespace Studio.Bots;

public interface IInbox
{
    Task<int> SortAsync(string mailbox, CancellationToken cancellationToken);
}

public sealed record InboxResult(int Sorted);

public sealed class InboxBot(IInbox inbox) : BaseBot<Nothing, InboxResult>
{
    protected override async ValueTask<InboxResult> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
        => new(await inbox.SortAsync(mailbox: context.Bot, cancellationToken));
}

public static class InboxHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: several-names
        services.AddBotKit(bots =>
        {
            bots.AddBot<InboxBot>("support", "Sorts the support mailbox");
            bots.AddBot<InboxBot>("sales", "Sorts the sales mailbox").Configure(options => options.MaxConcurrency = 1);
        });
        #endregion
    }
}

#region snippet: keyed
public sealed class MorningRound(
    [FromKeyedServices("support")] IBot<Nothing, InboxResult> support,
    [FromKeyedServices("sales")] IBot<Nothing, InboxResult> sales)
{
    public async Task<int> SortAsync(CancellationToken cancellationToken)
    {
        var first = await support.RunAsync(Nothing.Value, cancellationToken);
        var second = await sales.RunAsync(Nothing.Value, cancellationToken);
        return (first.Data?.Sorted ?? 0) + (second.Data?.Sorted ?? 0);
    }
}
#endregion
