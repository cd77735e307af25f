using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Work;
using FluentValidation;
using Mediator;

namespace BotKit.Benchmarks.Mediators;

/// <summary>Lets valid messages through.</summary>
internal sealed class ValidationBehavior(IValidator<LeadInput> validator) : IPipelineBehavior<ScoreLead, Envelope<LeadScore>>
{
    public async ValueTask<Envelope<LeadScore>> Handle(
        ScoreLead message, MessageHandlerDelegate<ScoreLead, Envelope<LeadScore>> next, CancellationToken cancellationToken)
    {
        var validation = await validator.ValidateAsync(message.Lead, cancellationToken).ConfigureAwait(false);
        return validation.IsValid
            ? await next(message, cancellationToken).ConfigureAwait(false)
            : new Envelope<LeadScore> { Success = false, Handler = "lead", Error = validation.Errors[0].ErrorMessage };
    }
}
