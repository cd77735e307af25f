namespace BotKit.AspNetCore.Tests;

public sealed record PayInput(string Customer, [property: Sensitive] int Pin, [property: Sensitive] Card? Card = null);

public sealed record Card(string Number);

internal sealed class PayBot : BaseBot<PayInput, string>
{
    protected override ValueTask<string> ExecuteAsync(PayInput input, BotContext context, CancellationToken cancellationToken)
        => new(input is { Pin: 4242, Card.Number: "1234-5678" } ? "paid" : "refused");
}
