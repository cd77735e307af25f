using BotKit;
using BotKit.Validation;
using FluentValidation;

namespace Studio.Validation;

#region snippet: sensitive
public sealed record PaymentInput(
    string Customer,
    decimal Amount,
    [property: Sensitive] string Iban);
#endregion

#region snippet: validator
public sealed class PaymentInputValidator : AbstractValidator<PaymentInput>
{
    public PaymentInputValidator()
    {
        RuleFor(payment => payment.Customer).NotEmpty().MaximumLength(100);
        RuleFor(payment => payment.Amount).GreaterThan(0).LessThanOrEqualTo(10_000);
        RuleFor(payment => payment.Iban).Matches("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$");
    }
}
#endregion

public interface ICustomers
{
    ValueTask<bool> ExistsAsync(string customer, CancellationToken cancellationToken);
}

#region snippet: bot-validator
public sealed class KnownCustomer(ICustomers customers) : IBotValidator<PaymentInput>
{
    public async ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(PaymentInput input, CancellationToken cancellationToken)
        => await customers.ExistsAsync(input.Customer, cancellationToken)
            ? []
            : [new BotFieldError("$.customer", "There is no such customer.", "unknown_customer")];
}
#endregion

public sealed class PaymentBot : BaseBot<PaymentInput, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(PaymentInput input, BotContext context, CancellationToken cancellationToken)
        => new(Nothing.Value);
}

public static class PaymentHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: validate
        services.AddBotKit(bots => bots
            .AddBot<PaymentBot>("payment")
            .Validate<PaymentInputValidator>()
            .Validate<KnownCustomer>(ServiceLifetime.Scoped));
        #endregion
    }
}
