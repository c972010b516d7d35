namespace Waldo.Emulator.Api;

/// <summary>Ends a call with an error answer from any depth of its validation.</summary>
internal sealed class ApiErrorException(ApiResult result) : Exception(result.Code)
{
    public ApiResult Result { get; } = result;
}
