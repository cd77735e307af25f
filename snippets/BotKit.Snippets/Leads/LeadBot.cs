#region snippet: readme-bot
using BotKit;
using FluentValidation;

public sealed record LeadInput(string Email, int Employees);

public sealed record LeadScore(int Points, bool IsKnown);

public sealed class LeadInputValidator : AbstractValidator<LeadInput>
{
    public LeadInputValidator()
    {
        RuleFor(lead => lead.Email).NotEmpty().EmailAddress();
        RuleFor(lead => lead.Employees).InclusiveBetween(1, 1_000_000);
    }
}

public sealed class LeadBot(ICrm crm) : BaseBot<LeadInput, LeadScore>
{
    protected override async ValueTask<LeadScore> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
    {
        var isKnown = await crm.KnowsAsync(input.Email, cancellationToken);
        return new LeadScore(Math.Min(100, input.Employees / 10) + (isKnown ? 50 : 0), isKnown);
    }

    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => crm.PingAsync(cancellationToken);
}
#endregion
