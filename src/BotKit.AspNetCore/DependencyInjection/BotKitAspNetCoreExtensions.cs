using BotKit;
using BotKit.AspNetCore.DependencyInjection;
using BotKit.AspNetCore.Payloads;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BotKit to an ASP.NET Core host.</summary>
public static class BotKitAspNetCoreExtensions
{
    /// <summary>
    /// Lets the host start and drain BotKit's background work and serve its HTTP API. Not needed beside
    /// <c>AddHealthChecks().AddBotKit()</c>, which includes it.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <returns>The same builder. May be called more than once.</returns>
    public static IBotKitBuilder AddAspNetCore(this IBotKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AspNetCoreServices.Add(builder.Services);
        return builder;
    }

    /// <summary>
    /// Encrypts what the ledger stores of members marked <see cref="SensitiveAttribute"/> in inputs with the host's data protection
    /// (purpose <c>BotKit.Payloads</c>). Where its keys are kept, and that all nodes of a store share them and their application
    /// name, is set with <c>AddDataProtection</c>: a run whose key is gone fails with <see cref="BotErrorCodes.DataInvalid"/>.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    public static IBotKitBuilder UseDataProtection(this IBotKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection();
        return builder.ProtectPayloads<DataProtectionPayloads>();
    }
}
